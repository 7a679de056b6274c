import { Controller, Get, Render } from '@nestjs/common';

/** Pages that read nothing and that everybody may read, signed in or not. */
@Controller()
export class StaticPagesController {
  @Get('help')
  @Render('help')
  help() {
    return { title: 'Help' };
  }

  @Get('accessibility')
  @Render('accessibility')
  accessibility() {
    return { title: 'Accessibility statement' };
  }

  @Get('privacy')
  @Render('privacy')
  privacy() {
    return { title: 'Privacy notice' };
  }
}
